import { mount } from 'svelte'
import App from './App.svelte'
import { dataOf } from './data.ts'
import './page.css'

mount(App, { target: document.getElementById('page')!, props: { data: dataOf(document) } })
