import dataclasses
import json
import random
import time
from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from punos.consultations import actions
from punos.consultations.actions import *
from punos.consultations.models import *
from punos.consultations.queries import submitted
from punos.consultations.tasks import computing, surveys
from punos.consultations.tests.factories import at
from punos.consultations.tests.surveys import make_survey, option, question
from punos.contributions.actions import ImportedVoice
from punos.organisations.models.actor import SYSTEM
from punos_analysis.survey import analyse_survey

pytestmark = pytest.mark.django_db
def t_(name, f):
    t=time.time(); u=time.process_time(); r=f(); print(name, "wall", round(time.time()-t,2), "own cpu", round(time.process_time()-u,2)); return r
def test_it():
    K=QuestionKind
    qs=[question(f"q{i}", [K.SINGLE,K.MULTIPLE,K.SCALE,K.NUMBER,K.MATRIX,K.RANKING,K.DATE,K.TEXT][i%8], options=[option(c) for c in "abcde"], rows=[option(c) for c in ("r1","r2")] if i%8==4 else []) for i in range(40)]
    qs=[dataclasses.replace(q, options=[] if q.kind in (K.SCALE,K.NUMBER,K.DATE,K.TEXT) else q.options) for q in qs]
    s=make_survey(qs)
    r=random.Random(1); now=timezone.now()
    def val(i):
        return [lambda:r.choice("abcde"), lambda:r.sample("abcde",2), lambda:r.randint(1,5), lambda:r.randint(0,500), lambda:{"r1":r.choice("abcde"),"r2":"a"}, lambda:r.sample("abcde",3), lambda:f"2022-0{r.randint(1,9)}-20", lambda:"word "*20][i%8]()
    N=10000
    rows=[ImportedSubmission(ImportedVoice(str(n),"resident",now,{"field":r.choice(["youth","older","culture"]),"area":r.choice(["90","91","30"])}),{f"q{i}":val(i) for i in range(40)},now-timedelta(seconds=n),"fi") for n in range(N)]
    p=None
    t_("bring", lambda: actions.bring_in_submissions(actor=SYSTEM,consultation=s,rows=rows))

    Consultation.objects.filter(pk=s.pk).update(closes_at=now)
    s=Consultation.objects.select_related("process").get(pk=s.pk)
    t_("fingerprint", lambda: submitted.survey_fingerprint(s))
    t_("rows", lambda: submitted.sent_rows(s))
    d=t_("data", lambda: computing.published_survey(s))
    f=t_("analyse", lambda: analyse_survey(d))
    j=t_("json", lambda: surveys.for_pages(f))
    print("bytes of figures", len(json.dumps(j)))
    t_("compute all", lambda: computing.compute(s.pk))
    t_("again", lambda: computing.compute(s.pk))
    c=Client()
    for q in ("results/","results/","results/?per=organisation","results/?by=field","results/?by=area","answers/","answers/?question=q7&page=200","answers/?q=word","answers/500/"):
        r=t_(q, lambda: c.get(at(s,"results").replace("results/",q)))
        print(r.status_code, len(r.content))
    with CaptureQueriesContext(connection) as q: c.get(at(s,"answers"))
    print([(x["time"], x["sql"][:120]) for x in q])
    with CaptureQueriesContext(connection) as q: c.get(at(s,"results"))
    print([(x["time"], x["sql"][:120]) for x in q])
